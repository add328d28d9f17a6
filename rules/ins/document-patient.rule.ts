import { z } from 'zod';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { documentText } from './document-text.ts';

export const documentPatient = defineRule({
  id: 'ins.document-patient',
  version: '1',
  title: 'Le document transmis est celui du patient de cette tentative',
  source: 'INS/va1.53, règle 28 : seuls les traits d’une identité non qualifiée sont transmis',
  appliesTo: 'document',
  parameters: z.object({ nomNaissance: z.string() }),
  check: (inputs, { nomNaissance }) =>
    unless(documentText(inputs).includes(nomNaissance.replaceAll(' ', '')), {
      code: 'document-etranger',
      where: 'document',
      expected: nomNaissance,
      got: 'nom absent du document',
      message: 'Le document ne porte pas le nom de naissance de la personne.',
      remedy:
        'Composez le document à partir du dossier ouvert, et portez-y le nom de naissance tel que la fiche le garde.',
    }),
});
