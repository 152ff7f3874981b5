import requests

sent = {"instance": {"owner": 7}, "against": ["glance/image"]}
answer = requests.post("{{ api }}validate/", json=sent, timeout=10)
for result in answer.json()["results"]:
    print(result["outcome"], [violation["message"] for violation in result["violations"]])
