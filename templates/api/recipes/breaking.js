let url = "{{ api }}changes/?source=glance&impact=breaking&impact=warning&side=request";
while (url) {
  const page = await (await fetch(url)).json();
  for (const change of page.results) {
    console.log(change.version, change.path, change.reasons.request.en);
  }
  url = page.next;
}
