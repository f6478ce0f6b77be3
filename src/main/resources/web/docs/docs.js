// "Try it out" asks this very node; Authorize takes the accessToken of a login, and keeps it for as long as the page is open.
SwaggerUIBundle({
  url: "/openapi.yaml",
  dom_id: "#contract",
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  validatorUrl: null,
});
