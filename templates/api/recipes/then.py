import requests

url = "{{ api }}sources/glance/schemas/images/"
answer = requests.get(url, params={"at": "2019-06-01"}, timeout=10)
print(answer.url)
print("first captured", answer.headers["Memento-Datetime"])
