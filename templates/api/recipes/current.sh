curl -s --etag-save images.etag --etag-compare images.etag -o images.json {{ api }}sources/glance/schemas/images/
