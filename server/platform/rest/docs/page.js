// Shows the API's document in the viewer. Nothing is fetched from elsewhere.
SwaggerUIBundle({
  url: "/v1/openapi.json",
  dom_id: "#viewer",
  deepLinking: true,
  docExpansion: "none",
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  filter: true,
  syntaxHighlight: true,
  tryItOutEnabled: false,
  validatorUrl: null,
});
