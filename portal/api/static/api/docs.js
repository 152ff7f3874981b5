// Starts Swagger UI on the element that names the OpenAPI document.
const element = document.getElementById("swagger-ui");

window.SwaggerUIBundle({
  domNode: element,
  url: element.dataset.openapi,
  deepLinking: true,
  presets: [window.SwaggerUIBundle.presets.apis],
  validatorUrl: null, // otherwise it would ask a host on the internet
});
