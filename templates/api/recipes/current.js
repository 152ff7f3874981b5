const url = "{{ api }}sources/glance/schemas/images/";
const answer = await fetch(url);
console.log("version", (await answer.json()).version);
