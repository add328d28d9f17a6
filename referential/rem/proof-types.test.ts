import { expect, it } from 'vitest';
import { proofTypes } from './proof-types.ts';

it.each([
  ['Démonstration (vidéo ou copies d’écran)', ['video', 'capture_ecran']],
  ['Lien permanent du rapport de validation Gazelle', ['lien_espace_test_gazelle']],
  ['Source SMTP du message', ['source_smtp']],
  ['Fichier CDA et archive IHE_XDM', ['fichier_cda_xdm']],
  ['Justificatif d’homologation CNDA', ['justificatif_cnda']],
  ['Un objet quelconque', ['non_reconnue']],
])('« %s » asks for %s', (text, expected) => {
  expect(proofTypes(text)).toEqual(expected);
});
