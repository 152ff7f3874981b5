const answer = await fetch("{{ api }}validate/", {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ instance: { owner: 7 }, against: ["glance/image"] }),
});
for (const result of (await answer.json()).results) {
  console.log(result.outcome, result.violations.map((violation) => violation.message));
}
