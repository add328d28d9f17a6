import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { beginsList, type Form, forms, isPossibleDate, longestName } from '../ins/lexicon.ts';
import { defineRule } from '../rule.ts';
import { type Fiche, ficheOf, isOfInsi } from './fiche.ts';

export const traits = defineRule({
  id: 'identite.traits',
  version: '1',
  title: 'Les traits d’une identité ont la forme de ceux d’INSi',
  source:
    'Règle 5 (INS/va1.21) : cinq traits stricts ; SEL-MP-043 §2 et §3.4.1 (faits INSi §1.8, seconde main) : caractères, sexe, date ; ' +
    'règles 11 et 12 (INS/va1.28, .31) : ni jour ni mois 00 d’INSi ; EXI ID 10 : premier prénom en tête de la liste ; 100 caractères : format ' +
    'datamatrix. Avant tout retour INSi (PROV, VALI), une forme locale est signalée seulement (déduit) ; dates lunaires admises (inféré)',
  appliesTo: 'document',
  parameters: z.object({}),
  check: (inputs) =>
    ficheOf(inputs, (fiche) => [
      ...strict.flatMap((trait) => formed(fiche, trait)),
      ...birthDay(fiche),
      ...firstName(fiche),
    ]),
});

interface Trait {
  name: keyof Fiche['traits'];
  form: Form;
  remedy: string;
  optional?: boolean;
}

const capitals =
  'Gardez la valeur qu’INSi a rendue, sans y toucher ; à la saisie, mettez-la en capitales, sans accent (É → E, Œ → OE), et refusez chiffres et autres signes.';

const strict: readonly Trait[] = [
  { name: 'nomNaissance', form: forms.nomNaissance, remedy: capitals },
  { name: 'prenom', form: forms.prenom, remedy: capitals },
  // Only INSi and some documents give the list.
  { name: 'prenoms', form: forms.prenom, remedy: capitals, optional: true },
  { name: 'sexe', form: forms.sexe, remedy: 'Gardez le sexe sous la forme M ou F.' },
  { name: 'dateNaissance', form: forms.dateNaissance, remedy: 'Gardez la date sous la forme AAAA-MM-JJ.' },
  {
    name: 'lieuNaissance',
    form: forms.lieuNaissance,
    remedy:
      'Gardez le code officiel géographique de l’INSEE (commune, ou 99 et le pays), et non un libellé ni un code postal.',
  },
];

function formed(fiche: Fiche, { name, form, remedy, optional = false }: Trait): Finding[] {
  const value = fiche.traits[name] ?? '';
  const where = `traits.${name}`;
  if (value === '') {
    return unless(optional, {
      code: `trait-absent-${name}`,
      where,
      expected: form.expected,
      got: null,
      message: `Le trait strict ${name} manque.`,
      remedy: `Exigez ${name} à la création de l’identité (règle 5).`,
    });
  }
  return [
    ...unless(form.holds(value), {
      code: `forme-${name}`,
      severity: isOfInsi(fiche) ? 'bloquant' : 'avertissement',
      where,
      expected: form.expected,
      got: value.slice(0, 200),
      message: `Le trait ${name} n’a pas la forme des traits d’INSi.`,
      remedy,
    }),
    ...unless(value.length <= longestName, {
      code: `longueur-${name}`,
      severity: 'avertissement',
      where,
      expected: `${longestName} caractères au plus`,
      got: `${value.length} caractères`,
      message: `Le trait ${name} ne tient pas dans le datamatrix INS.`,
      remedy: 'Gardez la valeur entière, et ne coupez à 100 caractères que le bloc du datamatrix.',
    }),
  ];
}

function birthDay(fiche: Fiche): Finding[] {
  const date = fiche.traits.dateNaissance ?? '';
  if (!forms.dateNaissance.holds(date)) return [];
  const where = 'traits.dateNaissance';
  return [
    ...unless(!isOfInsi(fiche) || !/-00/.test(date), {
      code: 'date-incomplete',
      where,
      expected: 'un jour et un mois connus',
      got: date,
      message: 'Une identité dont INSi ignore le jour ou le mois de naissance ne se rapatrie pas.',
      remedy: 'Bloquez le rapatriement quand le jour ou le mois rendu vaut 00, et dites-le (règle 11).',
    }),
    ...unless(isPossibleDate(date), {
      code: 'date-impossible',
      severity: 'avertissement',
      where,
      expected: 'un jour du calendrier, inconnu (00), ou lunaire (mois 20 à 42, 50 à 99)',
      got: date,
      message: 'La date de naissance n’est celle d’aucun calendrier.',
      remedy: 'Contrôlez la date à la saisie ; celle d’INSi se garde telle qu’elle est rendue.',
    }),
  ];
}

function firstName({ traits: { prenom, prenoms } }: Fiche): Finding[] {
  return unless(!prenom || !prenoms || beginsList(prenom, prenoms), {
    code: 'premier-prenom',
    severity: 'avertissement',
    where: 'traits.prenom',
    expected: `le début de « ${prenoms} »`,
    got: prenom,
    message: 'Le premier prénom n’est pas le début de la liste des prénoms.',
    remedy:
      'Alertez l’utilisateur de l’incohérence (EXI ID 10), et laissez-lui corriger le premier prénom d’après la pièce d’identité.',
  });
}
