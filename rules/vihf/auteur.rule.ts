import { z } from 'zod';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { eachVihf, vihfText } from './assertion.ts';

/** PS_IdNat: RPPS, ADELI, or an identifier inside a structure of each kind (facts, DMP §3). */
const forms = [/^8\d{11}$/, /^0\d{2}[0-9A-Z]{6,7}$/, /^[13456][0-9A-Z]+\/[^\s/]+$/];

export const auteur = defineRule({
  id: 'vihf.auteur',
  version: '2',
  title: 'Le VIHF nomme le professionnel connecté par son identifiant national ou interne à la structure',
  source:
    'CI-SIS, Subject/NameID et AuthnStatement (faits DMP §3 et VIHF §2.2, documenté) ; classe d’une session Pro Santé Connect : faits VIHF §2.6 (code de l’ANS)',
  appliesTo: 'echanges',
  parameters: z.object({
    auteur: z.string().optional(),
    /** Last word of the SAML class of his authentication; absent: not looked at. */
    classe: z.string().optional(),
  }),
  check: (inputs, { auteur: expected, classe }) =>
    eachVihf(inputs, (vihf) => {
      const name = vihfText(vihf, 'saml:Subject/saml:NameID') ?? '';
      const method = vihfText(vihf, 'saml:AuthnStatement/saml:AuthnContext/saml:AuthnContextClassRef') ?? '';
      const login = vihfText(vihf, 'saml:AuthnStatement/@AuthnInstant') ?? '';
      const issued = Date.parse(vihfText(vihf, '@IssueInstant') ?? '');
      return [
        ...unless(
          forms.some((form) => form.test(name)),
          {
            code: 'forme',
            where: vihf.at('/saml:Subject/saml:NameID'),
            expected: 'PS_IdNat (8 et le RPPS, 0 et l’ADELI) ou identifiant interne « structure/identifiant »',
            got: name,
            message: 'L’identifiant du professionnel n’a pas une forme admise.',
            remedy:
              'Écrivez dans NameID le PS_IdNat de l’utilisateur : 8 suivi de ses 11 chiffres RPPS, ou le Struct_IdNat de la structure, une barre oblique et l’identifiant interne ; ni nom, ni compte du poste.',
          },
        ),
        ...unless(expected === undefined || name === expected, {
          code: 'auteur',
          where: vihf.at('/saml:Subject/saml:NameID'),
          expected,
          got: name,
          message: 'Le VIHF ne nomme pas le professionnel connecté.',
          remedy:
            'Construisez le VIHF avec l’identité de la session qui fait la requête, et reconstruisez-le quand l’utilisateur change.',
        }),
        ...unless(classe === undefined || method.endsWith(`:${classe}`), {
          code: 'methode',
          where: vihf.at('/saml:AuthnStatement/saml:AuthnContext/saml:AuthnContextClassRef'),
          expected: classe,
          got: method,
          message: 'Le VIHF ne dit pas comment l’utilisateur s’est authentifié.',
          remedy:
            'Écrivez dans AuthnContextClassRef la méthode de la session qui fait la requête : MobileTwoFactorUnregistered après Pro Santé Connect, SmartcardPKI après la carte, Password après un mot de passe.',
        }),
        ...unless(Date.parse(login) <= issued, {
          code: 'connexion',
          where: vihf.at('/saml:AuthnStatement/@AuthnInstant'),
          expected: 'l’heure de connexion, avant celle de l’assertion',
          got: login,
          message: 'L’heure de connexion du professionnel manque ou suit celle de l’assertion.',
          remedy:
            'Gardez l’heure à laquelle l’utilisateur s’est authentifié et écrivez-la, en UTC, dans AuthnInstant ; IssueInstant est celle de l’assertion, qui vient après.',
        }),
      ];
    }),
});
