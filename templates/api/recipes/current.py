import requests

url = "{{ api }}sources/glance/schemas/images/"
answer = requests.get(url, timeout=10)
print("version", answer.json()["version"])
known = {"If-None-Match": answer.headers["ETag"]}
print(requests.get(url, headers=known, timeout=10).status_code)  # 304 while it says the same
