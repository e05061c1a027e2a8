// A form is sent once, however often somebody presses the button.
export function guardForms(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[method="post"]')) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent === "yes") {
        event.preventDefault();
        return;
      }
      form.dataset.sent = "yes";
    });
  }
  // Coming back by the browser's history, the form may be sent again.
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll<HTMLFormElement>('form[data-sent="yes"]')) delete form.dataset.sent;
  });
}
