/** Short messages that come and go, also for those who listen to the page. */

/** Shows messages, one at a time. */
export type Toast = (message: string) => void;

/** Milliseconds that a message stays. */
const duration = 4000;

/** Returns what shows messages in a live region. */
export function createToast(region: HTMLElement): Toast {
  let timer = 0;
  return (message) => {
    clearTimeout(timer);
    region.textContent = message;
    region.dataset["visible"] = "yes";
    timer = setTimeout(() => {
      delete region.dataset["visible"];
      region.textContent = "";
    }, duration);
  };
}
