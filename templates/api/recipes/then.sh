curl -s -L "{{ api }}sources/glance/schemas/images/?at=2019-06-01"
