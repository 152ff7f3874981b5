import requests

url = "{{ api }}changes/"
wanted = {"source": "glance", "impact": ["breaking", "warning"], "side": "request"}
while url:
    page = requests.get(url, params=wanted, timeout=10).json()
    for change in page["results"]:
        print(change["version"], change["path"], change["reasons"]["request"]["en"])
    url, wanted = page["next"], None
