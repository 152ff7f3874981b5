const answer = await fetch("{{ api }}sources/glance/schemas/images/?at=2019-06-01");
console.log(answer.url);
console.log("first captured", answer.headers.get("Memento-Datetime"));
