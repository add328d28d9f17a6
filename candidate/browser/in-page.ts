import type { Locator } from 'playwright';

// The functions given to evaluateAll run in the page: they can use nothing from this module.

/** The texts of the elements that show: what inputs hold, and for the others what is displayed. */
export function visibleTexts(locator: Locator): Promise<string[]> {
  return locator.evaluateAll((elements) => {
    const shows = (element: Element): boolean =>
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
      element.getClientRects().length > 0;
    const inputTexts = (input: HTMLInputElement): string[] => {
      if (input.type !== 'radio' && input.type !== 'checkbox') return [input.value];
      // biome-ignore lint/performance/useDomNodeTextContent: innerText leaves out what does not show
      return input.checked ? [input.labels?.[0]?.innerText ?? input.value] : [];
    };
    const texts = (element: Element): string[] => {
      if (element instanceof HTMLSelectElement) return [...element.selectedOptions].map((option) => option.text);
      if (element instanceof HTMLTextAreaElement) return [element.value];
      if (element instanceof HTMLInputElement) return inputTexts(element);
      // biome-ignore lint/performance/useDomNodeTextContent: innerText leaves out what does not show
      return [(element as HTMLElement).innerText ?? element.textContent];
    };
    return elements.filter(shows).flatMap(texts);
  });
}

/** True when something shows there and none of it can be edited: a selector that finds nothing is no lock. */
export function isLocked(locator: Locator): Promise<boolean> {
  return locator.evaluateAll((elements) => {
    const inputs = 'input:not([type=hidden]), select, textarea, [contenteditable=true]';
    const shows = (element: Element): boolean =>
      element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
    const editable = (element: Element): boolean =>
      shows(element) &&
      !(element as HTMLInputElement).readOnly &&
      !element.matches(':disabled, [aria-readonly=true], [aria-disabled=true]');
    const held = (element: Element): Element[] =>
      element.matches(inputs) ? [element] : [...element.querySelectorAll(inputs)];
    const shown = elements.filter(shows);
    return shown.length > 0 && !shown.flatMap(held).some(editable);
  });
}
