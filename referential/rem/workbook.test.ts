import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { workbook } from './testing.ts';
import { cellName, readWorkbook } from './workbook.ts';

describe('a workbook', () => {
  it('may hold macros, which are told', async () => {
    const bytes = await workbook([{ rows: [['a']] }], { 'xl/vbaProject.bin': 'Sub Auto_Open()' });
    expect((await readWorkbook(bytes)).macros).toBe(true);
  });

  it('may hold shared strings made of runs', async () => {
    const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
    const strings = `<sst xmlns="${main}"><si><r><t>IN</t></r><r><t>S/va1</t></r><rPh sb="0" eb="1"><t>non</t></rPh></si></sst>`;
    const sheet = `<worksheet xmlns="${main}"><sheetData><row><c t="s"><v>0</v></c></row></sheetData></worksheet>`;
    const bytes = await workbook([], {
      'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="r"><sheets><sheet name="F" r:id="a"/></sheets></workbook>`,
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="a" Target="/xl/worksheets/s.xml"/></Relationships>',
      'xl/sharedStrings.xml': strings,
      'xl/worksheets/s.xml': sheet,
    });
    const { sheets } = await readWorkbook(bytes);
    expect(sheets[0]?.rows[0]?.cells.get(0)?.text).toBe('INS/va1');
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a text', Buffer.from('ID;Exigence')],
    ['an old .xls, or an encrypted one', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['a cut archive', Buffer.from('504b0304', 'hex')],
  ])('that is %s is refused', async (_, bytes) => {
    await expect(readWorkbook(bytes)).rejects.toMatchObject({ code: 'classeur_illisible' });
  });

  it('whose sheet is huge is refused, its size told', async () => {
    const bytes = await workbook([
      {
        rows: [
          [
            randomBytes(512 * 1024)
              .toString('hex')
              .repeat(49),
          ],
        ],
      },
    ]);
    await expect(readWorkbook(bytes)).rejects.toThrow(/sheet1\.xml fait 50 Mo décompressé, 48 au plus/);
  });

  it('whose sheet is no XML is refused, the part named', async () => {
    const bytes = await workbook([{ rows: [['\u0001']] }]);
    await expect(readWorkbook(bytes)).rejects.toMatchObject({
      code: 'classeur_illisible',
      message: expect.stringContaining('xl/worksheets/sheet1.xml') as string,
    });
  });
});

it.each([
  [0, 1, 'A1'],
  [25, 12, 'Z12'],
  [26, 3, 'AA3'],
  [701, 9, 'ZZ9'],
  [702, 9, 'AAA9'],
])('a spreadsheet names column %i of row %i %s', (column, row, name) => {
  expect(cellName(column, row)).toBe(name);
});
