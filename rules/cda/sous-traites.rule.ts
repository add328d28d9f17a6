import type { XmlElement } from 'libxml2-wasm';
import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { type CdaDocument, eachDocument } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { attribute, elements, pathOf } from './reading.ts';

const examSchema = z.object({ code: z.string(), laboratoire: z.string() });

export const sousTraites = defineRule({
  id: 'cda.sous-traites',
  version: '1',
  title: 'Les examens sous-traités sont dans le compte rendu, ni par un lien ni en image',
  source:
    'DOC/va1.19 (ni document séparé, ni lien, ni image), DOC/va1.22 (repris en PDF ou en données structurées) ; exécutant de l’observation : IHE PaLM XD-LAB (performer), déduit pour le nom du laboratoire',
  appliesTo: 'echanges',
  parameters: z.object({ examens: z.array(examSchema).min(1) }),
  check: (inputs, { examens }) =>
    eachDocument(inputs, (document) => [...links(document), ...examens.flatMap((exam) => performed(document, exam))]),
});

const away = './/h:linkHtml[@href and not(starts-with(@href, "#"))]';
// The copy of the document is a PDF; what is shown of another laboratory must not be a picture.
const pictures = './/h:observationMedia[starts-with(h:value/@mediaType, "image/")]';

function links({ root, at }: CdaDocument): Finding[] {
  return elements(root, `${away} | ${pictures}`)
    .slice(0, 20)
    .flatMap((one) =>
      unless(false, {
        code: one.name === 'linkHtml' ? 'lien' : 'image',
        where: at(pathOf(one)),
        expected: null,
        got: attribute(one, 'href') ?? attribute(elements(one, 'h:value')[0], 'mediaType'),
        message: 'Le compte rendu renvoie ailleurs, ou montre une image, au lieu de porter les résultats.',
        remedy:
          'Reprenez les résultats du sous-traitant en données (observations) ou son PDF dans le vôtre ; ni lien, ni image.',
      }),
    );
}

function performed({ root, at }: CdaDocument, { code, laboratoire }: z.infer<typeof examSchema>): Finding[] {
  const found = elements(root, './/h:observation').filter(
    (one) => attribute(elements(one, 'h:code')[0], 'code') === code,
  );
  const names = found.flatMap(laboratoriesOf);
  return unless(names.includes(laboratoire), {
    code: 'examen-absent',
    where: at(`observation de code ${code}`),
    expected: laboratoire,
    got: found.length === 0 ? null : names,
    message: 'Un examen sous-traité n’est pas repris, ou son laboratoire n’y est pas nommé.',
    remedy:
      'Écrivez l’observation de l’examen sous-traité, et dans son performer la structure qui l’a fait (representedOrganization/name).',
  });
}

function laboratoriesOf(observation: XmlElement): string[] {
  const names = elements(observation, 'h:performer/h:assignedEntity/h:representedOrganization/h:name');
  return names.map(({ content }) => content.trim());
}
