// Gives each address to copy a button. Without a clipboard, a tap on the address marks it.

const SAID_MS = 2500;

for (const address of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = address.dataset.copy;
  button.ariaLive = "polite";
  button.onclick = async () => {
    await navigator.clipboard.writeText(address.textContent);
    button.textContent = address.dataset.copied;
    setTimeout(() => (button.textContent = address.dataset.copy), SAID_MS);
  };
  address.after(button);
}
