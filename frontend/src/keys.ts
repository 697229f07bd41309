// Whether a key goes into a field that takes words: then it's no command. Radio buttons and boxes take none.
const WORDLESS = ["radio", "checkbox", "button", "submit", "file"];

export function typing(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !WORDLESS.includes(target.type);
  return target instanceof HTMLElement && (target.isContentEditable || ["TEXTAREA", "SELECT"].includes(target.tagName));
}
