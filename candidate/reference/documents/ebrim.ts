import { element, escapeXml, type Xml } from '../xml.ts';
import type { Code } from './organisation.ts';

/** Writes the pieces of an ebRIM object; ids of classifications are unique in one writer. */
export class EbrimWriter {
  #next = 0;

  slot(name: string, ...values: readonly string[]): Xml {
    return element('rim:Slot', { name }, list(values));
  }

  name(text: string): Xml {
    return element('rim:Name', {}, localized(text));
  }

  /** A code of the object. */
  code(object: string, scheme: string, { code, codeSystem, displayName }: Code): Xml {
    return element(
      'rim:Classification',
      { ...this.#classification(object), classificationScheme: scheme, nodeRepresentation: code },
      this.slot('codingScheme', codeSystem),
      this.name(displayName),
    );
  }

  /** An author: slots in place of a code. */
  slots(object: string, scheme: string, slots: ReadonlyArray<readonly [string, string]>): Xml {
    return element(
      'rim:Classification',
      { ...this.#classification(object), classificationScheme: scheme, nodeRepresentation: '' },
      ...slots.map(([name, value]) => this.slot(name, value)),
    );
  }

  /** What kind of package an object is. */
  node(object: string, classificationNode: string): Xml {
    return element('rim:Classification', { ...this.#classification(object), classificationNode });
  }

  identifier(object: string, scheme: string, { name, value }: { name: string; value: string }): Xml {
    return element(
      'rim:ExternalIdentifier',
      { id: this.#id('ei'), registryObject: object, identificationScheme: scheme, value },
      this.name(name),
    );
  }

  association(type: string, ends: { source: string; target: string }, ...slots: readonly Xml[]): Xml {
    return element(
      'rim:Association',
      { id: this.#id('as'), associationType: type, sourceObject: ends.source, targetObject: ends.target },
      ...slots,
    );
  }

  #classification(classifiedObject: string): Record<string, string> {
    return { id: this.#id('cl'), classifiedObject };
  }

  #id(prefix: string): string {
    this.#next += 1;
    return `${prefix}${String(this.#next).padStart(2, '0')}`;
  }
}

function list(values: readonly string[]): Xml {
  return element('rim:ValueList', {}, ...values.map((value) => `<rim:Value>${escapeXml(value)}</rim:Value>`));
}

function localized(value: string): Xml {
  return element('rim:LocalizedString', { charset: 'UTF8', 'xml:lang': 'FR', value });
}
