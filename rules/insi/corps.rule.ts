import { z } from 'zod';
import { elementAt, type Finding, textAt, textsAt } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { type Form, forms, isPossibleDate } from '../ins/lexicon.ts';
import { defineRule } from '../rule.ts';
import { disorder, eachSearch, type InsiRequest, ns } from './soap.ts';

const root = '/soap:Envelope/soap:Body/ins:RECSANSVITALE';
const sequence = ['NomNaissance', 'Prenom', 'Sexe', 'DateNaissance', 'LieuNaissance'];
const parametersSchema = z.object({ nomNaissance: z.string(), sexe: z.string(), dateNaissance: z.string() }).partial();

/** A trait of the request. */
interface Trait {
  element: string;
  form: Form;
  /** Code of a value that has not its form. */
  formCode: string;
  remedy: string;
}

const lexical =
  'Mettez la valeur en capitales, ôtez accents et cédilles (É → E, Ç → C), écrivez Œ OE et Æ AE, et refusez à la saisie chiffres et autres signes au lieu de les ôter.';
const nomNaissance: Trait = {
  element: 'NomNaissance',
  form: forms.nomNaissance,
  formCode: 'lexical-nomnaissance',
  remedy: `${lexical} Un nom ne commence ni par une espace ni par un tiret.`,
};
const prenom: Trait = {
  element: 'Prenom',
  form: forms.prenom,
  formCode: 'lexical-prenom',
  remedy: `${lexical} Un prénom n’a pas de double tiret, et ne finit ni par un tiret ni par une apostrophe.`,
};
const sexe: Trait = {
  element: 'Sexe',
  form: forms.sexe,
  formCode: 'sexe',
  remedy: 'Envoyez Sexe sous la forme M ou F : ni chiffre, ni I, ni libellé.',
};
const dateNaissance: Trait = {
  element: 'DateNaissance',
  form: forms.dateNaissance,
  formCode: 'datenaissance',
  remedy: 'Envoyez DateNaissance en AAAA-MM-JJ (1997-02-26), quelle que soit la forme affichée à l’écran.',
};
const lieuNaissance: Trait = {
  element: 'LieuNaissance',
  form: forms.lieuNaissance,
  formCode: 'lieunaissance',
  remedy:
    'Envoyez le code officiel géographique de l’INSEE (5 caractères, 99… à l’étranger), et non un nom ni un code postal ; sans lui, omettez l’élément.',
};

export const corps = defineRule({
  id: 'insi.corps',
  version: '2',
  title: 'Traits de la requête : ordre du schéma, règles lexicales, valeurs de la personne',
  source:
    'INSI-06 ; XSD INSi_RECSANS_INS (documenté) ; SEL-MP-043 §2 et §3.4.1 (seconde main) : nom, prénom, sexe et date obligatoires ; ' +
    'INSI-07 : un Prenom par appel (observé). Dates lunaires ou incomplètes admises, jour impossible signalé (inféré)',
  appliesTo: 'echanges',
  parameters: parametersSchema,
  check: (inputs, person) =>
    eachSearch(inputs, 'RECSANSVITALE', (request) => {
      const { document, at } = request;
      if (elementAt(document, root, ns) === null) return [absent(request)];
      return [
        ...order(request),
        ...trait(request, nomNaissance, person.nomNaissance),
        ...firstNames(request),
        ...trait(request, sexe, person.sexe),
        ...trait(request, dateNaissance, person.dateNaissance),
        ...birthDay(request),
        ...textsAt(document, `${root}/ins:LieuNaissance`, ns).flatMap((value) =>
          formed(lieuNaissance, value, at(`${root}/ins:LieuNaissance`)),
        ),
      ];
    }),
});

function absent({ document, at }: InsiRequest): Finding {
  return discrepancy({
    code: 'corps-absent',
    where: at(root),
    expected: 'RECSANSVITALE',
    got: document.get("/*/*[local-name()='Body']/*")?.content.slice(0, 80),
    message: 'Le corps de la requête n’est pas une recherche par traits.',
    remedy: `Mettez sous soap:Body un élément RECSANSVITALE de l’espace de noms ${ns['ins']}, traits compris.`,
  });
}

function order({ document, at }: InsiRequest): Finding[] {
  const names = disorder(document, root, { sequence, many: ['Prenom'] });
  return unless(names === null, {
    code: 'ordre-du-schema',
    where: at(root),
    expected: sequence,
    got: names,
    message: 'Les éléments ne suivent pas l’ordre du schéma, ou n’y sont pas.',
    remedy: `Écrivez les éléments de RECSANSVITALE dans l’ordre ${sequence.join(', ')}, chacun une fois et sans autre élément.`,
  });
}

function trait({ document, at }: InsiRequest, one: Trait, expected: string | undefined): Finding[] {
  const where = at(`${root}/ins:${one.element}`);
  const got = textAt(document, `${root}/ins:${one.element}`, ns) ?? '';
  const wrong = formed(one, got, where);
  if (wrong.length > 0) return wrong;
  return unless(expected === undefined || got === expected, {
    code: one.element.toLowerCase(),
    where,
    expected,
    got,
    message: `${one.element} n’a pas la valeur de la personne.`,
    remedy: `Prenez ${one.element} dans la fiche ouverte, sans le transformer au-delà des règles lexicales d’INSi.`,
  });
}

function formed({ element, form, formCode, remedy }: Trait, got: string, where: string): Finding[] {
  return unless(form.holds(got), {
    code: formCode,
    where,
    expected: form.expected,
    got,
    message: `${element} manque ou ne suit pas sa forme.`,
    remedy,
  });
}

function firstNames({ document, at }: InsiRequest): Finding[] {
  const where = at(`${root}/ins:Prenom`);
  const values = textsAt(document, `${root}/ins:Prenom`, ns);
  return [
    // A hostile body has a hundred thousand.
    ...(values.length === 0 ? [''] : values.slice(0, 20)).flatMap((value) => formed(prenom, value, where)),
    ...unless(values.length <= 1, {
      code: 'prenoms-multiples',
      severity: 'avertissement',
      where,
      expected: 'un Prenom par appel',
      got: values.slice(0, 20),
      message: 'La requête porte plusieurs éléments Prenom.',
      remedy:
        'N’envoyez qu’un élément Prenom par appel : chaque prénom à son tour, puis tous ensemble, séparés par des espaces dans un seul élément.',
    }),
  ];
}

function birthDay({ document, at }: InsiRequest): Finding[] {
  const got = textAt(document, `${root}/ins:DateNaissance`, ns) ?? '';
  return unless(!forms.dateNaissance.holds(got) || isPossibleDate(got), {
    code: 'date-impossible',
    severity: 'avertissement',
    where: at(`${root}/ins:DateNaissance`),
    expected: 'un jour du calendrier, ou inconnu (00), ou lunaire (mois 20 à 42, 50 à 99)',
    got,
    message: 'La date de naissance n’est celle d’aucun calendrier.',
    remedy:
      'Contrôlez la date à la saisie ; si elle est incomplète, complétez-la par la règle du guide (jour inconnu : 01 ; mois inconnu : 01 ; les deux : 31/12) et marquez-la incertaine.',
  });
}
