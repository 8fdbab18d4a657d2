// Before printing everything is opened and maps show their whole; afterwards all is as it was.

/** What is drawn and has another form on paper. */
export interface Drawn { paper(on: boolean): void }

export function onPaper(drawn: () => Drawn[]): void {
  let opened: HTMLDetailsElement[] = [];
  let hidden: HTMLElement[] = [];
  window.addEventListener("beforeprint", () => {
    for (const each of document.querySelectorAll<HTMLDetailsElement>("details:not([open])")) {
      opened.push(each);
      each.open = true;
    }
    for (const each of document.querySelectorAll<HTMLElement>("article[hidden]")) {
      hidden.push(each);
      each.hidden = false;
    }
    drawn().forEach((each) => each.paper(true));
  });
  window.addEventListener("afterprint", () => {
    for (const each of opened) each.open = false;
    for (const each of hidden) each.hidden = true;
    opened = [];
    hidden = [];
    drawn().forEach((each) => each.paper(false));
  });
}
