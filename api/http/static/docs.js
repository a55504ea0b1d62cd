// Shows the interface's description; the address comes from the page, since the site may have a prefix.
const place = document.getElementById("swagger");
SwaggerUIBundle({ url: place.dataset.schema, domNode: place, deepLinking: true, tryItOutEnabled: true });
