curl -s -H "Content-Type: application/json" -d '{"instance": {"owner": 7}, "against": ["glance/image"]}' {{ api }}validate/
