import { z } from 'zod';
import { unless, unlessEqual } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { attributeTexts, eachVihf, signerOf, vihfText } from './assertion.ts';
import { nameAttributes, sameName } from './distinguished-name.ts';

const format = 'urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName';

export const emetteur = defineRule({
  id: 'vihf.emetteur',
  version: '1',
  title: 'L’émetteur du VIHF est le sujet du certificat qui le signe',
  source: 'VIHF-02 et VIHF-07 ; CI-SIS §4.3.1.5.1.1 (faits VIHF §2.2, documenté)',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check: (inputs) =>
    eachVihf(inputs, (vihf) => {
      const issuer = vihfText(vihf, 'saml:Issuer') ?? '';
      const subject = signerOf(vihf)?.subject ?? '';
      const [mode = ''] = attributeTexts(vihf, 'Authentification_Mode', 'Authentification_mode');
      const [structure = ''] = attributeTexts(vihf, 'Identifiant_Structure');
      return [
        ...unlessEqual({
          code: 'format',
          where: vihf.at('/saml:Issuer/@Format'),
          expected: format,
          got: vihfText(vihf, 'saml:Issuer/@Format'),
          message: 'Le format de l’émetteur n’est pas un nom X.509.',
        }),
        ...unless(sameName(issuer, subject), {
          code: 'emetteur',
          where: vihf.at('/saml:Issuer'),
          expected: subject.replaceAll('\n', ', '),
          got: issuer,
          message: 'L’émetteur n’est pas le sujet du certificat qui signe.',
        }),
        // A card has no structure of its own; a seal has it as its OU.
        ...unless(!mode.startsWith('INDIRECTE') || hasUnit(subject, structure), {
          code: 'structure',
          where: vihf.at('/saml:AttributeStatement/saml:Attribute[@Name="Identifiant_Structure"]'),
          expected: `OU du certificat (${subject.replaceAll('\n', ', ')})`,
          got: structure,
          message: 'La structure du VIHF n’est pas celle du certificat qui signe.',
        }),
      ];
    }),
});

function hasUnit(subject: string, structure: string): boolean {
  return nameAttributes(subject).includes(`OU=${structure.toLowerCase()}`);
}
