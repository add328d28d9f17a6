import { describe, expect, it } from 'vitest';
import { isProbantError, ProbantError } from '../../core/index.ts';
import { type CompiledSchema, compile } from './compile.ts';

const ns = 'xmlns="http://purl.oclc.org/dsdl/schematron"';

/** Compiles `a.sch` of a pack whose files are given. */
function compiled(files: Record<string, string>, phase?: string): Promise<CompiledSchema> {
  const load = async (path: string): Promise<Buffer> => {
    const text = files[path];
    if (text === undefined) throw new ProbantError('schematron_invalide', { fichier: path, detail: 'il est absent' });
    return Buffer.from(text);
  };
  return compile('a.sch', load, phase);
}

async function refusal(files: Record<string, string>): Promise<string> {
  try {
    await compiled(files);
  } catch (thrown) {
    if (isProbantError(thrown, 'schematron_invalide')) return thrown.message;
  }
  throw new Error('it was not refused');
}

const schema = (content: string, attributes = ''): string => `<schema ${ns} ${attributes}>${content}</schema>`;
const rule = (test: string, attributes = ''): string =>
  `<rule context="*"><assert test="${test}" ${attributes}>Texte.</assert></rule>`;

describe('an inclusion', () => {
  const pattern = `<pattern ${ns}>${rule('true()')}</pattern>`;
  const including = (href: string): string => schema(`<include href="${href}"/><pattern>${rule('false()')}</pattern>`);

  it('brings its pattern in', async () => {
    const { assertions, files } = await compiled({ 'a.sch': including('b/c.sch'), 'b/c.sch': pattern });
    expect([assertions.map(({ test }) => test), files]).toEqual([
      ['true()', 'false()'],
      ['a.sch', 'b/c.sch'],
    ]);
  });

  it('of a fragment brings the element of that id', async () => {
    const library = `<x ${ns}><pattern id="p1">${rule('1')}</pattern><pattern id="p2">${rule('2')}</pattern></x>`;
    const { assertions } = await compiled({ 'a.sch': including('b.sch#p2'), 'b.sch': library });
    expect(assertions.map(({ test }) => test)).toEqual(['2', 'false()']);
  });

  it.each([
    ['that is absent', 'b.sch', 'il est absent'],
    ['of itself', 'a.sch', 'il s’inclut lui-même'],
    ['in a loop', 'loop.sch', 'il s’inclut lui-même'],
    ['that leads out of the pack', '../b.sch', 'l’adresse mène hors du paquet'],
    ['of an absolute path', '/etc/passwd', 'l’adresse mène hors du paquet'],
    ['of a URL', 'file:///etc/passwd', 'l’adresse mène hors du paquet'],
    ['with entities', 'xxe.sch', 'DOCTYPE'],
    ['of a whole schema', 'whole.sch', 'schéma entier'],
    ['of an id that is not there', 'ok.sch#nulle-part', 'nulle-part'],
    ['of itself, by an id', '#p', 'plus de 40 inclusions'],
  ])('%s is left out and noted, and the others look', async (_, href, why) => {
    const files = {
      'a.sch': including(href).replace('<pattern>', '<pattern id="p"><include href="#p"/>'),
      'loop.sch': `<pattern ${ns}><include href="loop.sch"/></pattern>`,
      'xxe.sch': `<!DOCTYPE p [<!ENTITY e SYSTEM "file:///etc/passwd">]><pattern ${ns}>&e;</pattern>`,
      'whole.sch': schema(''),
      'ok.sch': pattern,
    };
    const { assertions, notes } = await compiled(href === '#p' ? files : { ...files, 'a.sch': including(href) });
    expect([assertions.at(-1)?.test, notes.join('\n')]).toEqual(['false()', expect.stringContaining(why)]);
  });
});

describe('a schema that cannot serve', () => {
  it.each([
    ['is not XML', '<schema', 'mal formé'],
    ['has another root', `<pattern ${ns}/>`, 'sa racine est « pattern »'],
    ['is of Schematron 1.5', '<schema xmlns="http://www.ascc.net/xml/schematron"/>', 'sa racine'],
    ['wants another query language', schema('', 'queryBinding="stx"'), 'queryBinding « stx »'],
    ['has not its default phase', schema('', 'defaultPhase="p9"'), 'la phase « p9 » n’y est pas'],
    ['has a rule without context', schema('<pattern><rule/></pattern>'), '« context »'],
    ['has an assertion without test', schema('<pattern><rule context="*"><assert/></rule></pattern>'), '« test »'],
    [
      'extends a rule that is absent',
      schema('<pattern><rule context="*"><extends rule="r"/></rule></pattern>'),
      '« r » n’y est pas',
    ],
    [
      'has a rule that extends itself',
      schema(
        '<pattern><rule abstract="true" id="r"><extends rule="r"/></rule><rule context="*"><extends rule="r"/></rule></pattern>',
      ),
      's’étend elle-même',
    ],
    ['takes a reserved prefix', schema('<ns prefix="_p" uri="urn:x"/>'), 'réservé'],
  ])('%s is refused with the reason', async (_, text, why) => {
    expect(await refusal({ 'a.sch': text })).toContain(why);
  });

  it('grows without end by its inclusions is refused, and soon', async () => {
    const twenty = (href: string): string => `<x ${ns}>${`<include href="${href}"/>`.repeat(20)}</x>`;
    const files = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`f${i}.sch`, twenty(`f${i + 1}.sch`)]));
    const bomb = { ...files, 'f8.sch': `<p ${ns}/>`, 'a.sch': schema('<include href="f0.sch"/>') };
    expect(await refusal(bomb)).toContain('éléments');
  });

  it('grows without end by its abstract rules is refused', async () => {
    const doubled = Array.from(
      { length: 20 },
      (_, i) => `<rule abstract="true" id="r${i}">${`<extends rule="r${i + 1}"/>`.repeat(2)}</rule>`,
    );
    const last =
      '<rule abstract="true" id="r20"><assert test="1"/></rule><rule context="*"><extends rule="r0"/></rule>';
    expect(await refusal({ 'a.sch': schema(`<pattern>${doubled.join('')}${last}</pattern>`) })).toContain('assertions');
  });
});

describe('what is known of an assertion', () => {
  const one = async (attributes: string, around = ''): Promise<CompiledSchema['assertions'][number]> => {
    const { assertions } = await compiled({
      'a.sch': schema(`<pattern>${around}${rule('true()', attributes)}</pattern>`),
    });
    const last = assertions.at(-1);
    if (last === undefined) throw new Error('no assertion');
    return last;
  };

  it('has the id of the schema', async () => expect((await one('id="A-1"')).id).toBe('A-1'));

  it('has an id drawn from what it says, wherever it stands', async () => {
    const [first, second] = [await one(''), await one('', rule('2'))];
    expect([first.id, second.id]).toEqual([expect.stringMatching(/^a-[0-9a-f]{10}$/), first.id]);
  });

  it.each([
    ['', 'bloquant'],
    ['role="error"', 'bloquant'],
    ['role="fatal"', 'bloquant'],
    ['role="Warning"', 'avertissement'],
    ['role="avertissement"', 'avertissement'],
    ['flag="warn"', 'avertissement'],
    ['role="info"', 'information'],
    ['role="hint"', 'information'],
  ])('%s is %s', async (attributes, severity) => expect((await one(attributes)).severity).toBe(severity));

  it('takes the role of its rule', async () => {
    const text = schema('<pattern><rule context="*" role="info"><assert test="1"/></rule></pattern>');
    expect((await compiled({ 'a.sch': text })).assertions.map(({ severity }) => severity)).toEqual(['information']);
  });
});

describe('the phase', () => {
  const phases = schema(
    `<phase id="un"><active pattern="p1"/><active pattern="p9"/></phase><pattern id="p1">${rule('1')}</pattern><pattern id="p2">${rule('2')}</pattern>`,
    'defaultPhase="un"',
  );

  it.each([
    [undefined, ['1']],
    ['#ALL', ['1', '2']],
    ['un', ['1']],
  ])('%s makes those assertions look', async (phase, tests) => {
    const { assertions } = await compiled({ 'a.sch': phases }, phase);
    expect(assertions.map(({ test }) => test)).toEqual(tests);
  });

  it('that activates an absent pattern is noted', async () => {
    expect((await compiled({ 'a.sch': phases })).notes).toEqual([expect.stringContaining('« p9 »')]);
  });
});

it('tells the templateId that a schema cites', async () => {
  const text = schema(
    `<pattern><rule context="*[cda:templateId/@root='1.2.250.1.213.1.1.1.29']"><assert test="@code = '1.2.3.4.5.6'"/></rule></pattern>`,
  );
  expect((await compiled({ 'a.sch': text })).templates).toEqual(['1.2.250.1.213.1.1.1.29']);
});
