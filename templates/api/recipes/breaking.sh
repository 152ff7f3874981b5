curl -s "{{ api }}changes/?source=glance&impact=breaking&impact=warning&side=request&fields=version,path,reasons"
