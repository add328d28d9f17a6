import { labelOf, type TraitName, type Traits } from '../model.ts';
import { attributes, html, type Markup } from './html.ts';
import { icons } from './icons.ts';

/** How a field is shown. */
export interface FieldState {
  value: string | null;
  locked?: boolean;
  invalid?: boolean;
  required?: boolean;
}

/** How the fields of a form are shown. */
export interface FormState {
  traits: Traits;
  /** Names of the fields shown as locked. */
  locked: readonly string[];
  /** Names of the fields that a message is about. */
  invalid: readonly string[];
}

const hints: Partial<Record<TraitName, string>> = { prenoms: 'tous', dateNaissance: 'AAAA-MM-JJ' };

/** A labelled field of a trait. */
export function traitField(name: TraitName, form: FormState, required = false): Markup {
  const state = {
    value: form.traits[name],
    locked: form.locked.includes(name),
    invalid: form.invalid.includes(name),
    required,
  };
  return name === 'sexe' && !state.locked ? frame(name, state, sexSelect(state)) : textField(name, state);
}

/** A labelled text field; locked, it is read-only and says so to the eye and to assistive tools. */
export function textField(name: string, state: FieldState): Markup {
  return frame(
    name,
    state,
    html`<input${attributes({ type: 'text', autocomplete: 'off', ...common(name, state), value: state.value ?? '' })}>`,
  );
}

function sexSelect(state: FieldState): Markup {
  const option = (value: string, label: string) =>
    html`<option${attributes({ value, selected: (state.value ?? '') === value })}>${label}</option>`;
  const options = [option('', 'Non renseigné'), option('F', 'F — féminin'), option('M', 'M — masculin')];
  return html`<select${attributes(common('sexe', state))}>${options}</select>`;
}

function common(name: string, state: FieldState): Record<string, string | boolean | undefined> {
  const described = [state.locked && `verrou-${name}`, state.invalid && `erreur-${name}`].filter(Boolean).join(' ');
  return {
    id: `champ-${name}`,
    name,
    'data-champ': name,
    readonly: state.locked ?? false,
    'aria-readonly': state.locked ? 'true' : undefined,
    'aria-required': state.required ? 'true' : undefined,
    'aria-invalid': state.invalid ? 'true' : undefined,
    'aria-describedby': described === '' ? undefined : described,
  };
}

function frame(name: string, state: FieldState, control: Markup): Markup {
  const hint = hints[name as TraitName];
  const lock = html`<span class="verrou" id="verrou-${name}" data-testid="verrou">${icons.lock}Verrouillé</span>`;
  const error = html`<span class="champ-erreur" id="erreur-${name}">À corriger</span>`;
  return html`<div class="champ${state.locked ? ' verrouille' : ''}" data-trait="${name}" data-verrouille="${String(state.locked ?? false)}">
<div class="intitule"><label for="champ-${name}">${labelOf(name)}${state.required ? ' *' : ''}${hint && html` <small>(${hint})</small>`}</label>${state.locked && lock}</div>
${control}
${state.invalid && error}
</div>`;
}
