import type { Reply } from '../http.ts';
import { readForm, seeOther } from '../http.ts';
import type { SignedInRequest } from '../module.ts';
import { attributes, html, type Markup } from '../screens/html.ts';
import { isSettingName, type SettingName, type Settings, settingLabels } from '../settings.ts';

/** The settings, one form each. */
export function settingsContent(settings: Settings, names: readonly SettingName[]): Markup {
  const forms = names.map((name) => {
    const label = settingLabels[name];
    const id = `reglage-${name}`;
    const field = attributes({ id, name: 'valeur', 'data-testid': id, value: settings.get(name) });
    return html`<form class="carte ligne" method="post" action="/reglages">
<input type="hidden" name="reglage" value="${name}">
<div class="champ"><label for="${id}">${label}</label><input${field} autocomplete="off"></div>
<button data-testid="enregistrer-${name}">Enregistrer</button>
</form>`;
  });
  return html`${forms}`;
}

/** Shows the settings. */
export function showSettings(settings: Settings, names: readonly SettingName[]): (asked: SignedInRequest) => Reply {
  return ({ show }) => show({ title: 'Réglages', content: settingsContent(settings, names) });
}

/** Saves a setting, and says so. */
export function saveSetting(
  save: (name: SettingName, value: string) => string[],
): (asked: SignedInRequest) => Promise<Reply> {
  return async ({ request, session }) => {
    const form = await readForm(request);
    const name = form.get('reglage') ?? '';
    session.messages = isSettingName(name) ? save(name, form.get('valeur') ?? '') : ['Réglage inconnu.'];
    return seeOther('/reglages');
  };
}
