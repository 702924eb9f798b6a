// Shows the ways that need a passkey where the browser knows them, and says when one was not read.
if (window.PublicKeyCredential) {
  for (const part of document.querySelectorAll("[data-passkey]")) part.hidden = false;
}
for (const button of document.querySelectorAll("[data-by-script]")) {
  button.addEventListener("click", (event) => event.preventDefault());
}
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const part of document.querySelectorAll("[data-passkey-failed]")) part.hidden = false;
});
