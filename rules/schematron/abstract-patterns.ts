import { attribute, childrenNamed, type Element, isSchematron, type Node } from './tree.ts';
import { substitute } from './xpath.ts';

/**
 * Replaces the patterns that are instances of an abstract one (`is-a`) by it, its parameters filled in, and leaves the
 * abstract ones out (ISO 19757-3 §5.4.10).
 *
 * @param notes receives what could not be done (French)
 */
export function instantiate(schema: Element, notes: string[]): Element {
  const abstracts = new Map(
    childrenNamed(schema, 'pattern')
      .filter(isAbstract)
      .map((pattern) => [attribute(pattern, 'id') ?? '', pattern]),
  );
  const children = schema.children.flatMap((node): Node[] => {
    if (!isSchematron(node, 'pattern')) return [node];
    if (isAbstract(node)) return [];
    const kind = attribute(node, 'is-a');
    if (kind === undefined) return [node];
    const model = abstracts.get(kind);
    if (model !== undefined) return [instanceOf(model, node)];
    notes.push(
      `${node.file} : le motif « ${attribute(node, 'id') ?? ''} » est d’un motif abstrait absent, « ${kind} »`,
    );
    return [];
  });
  return { ...schema, children };
}

function isAbstract(pattern: Element): boolean {
  return attribute(pattern, 'abstract') === 'true';
}

function instanceOf(model: Element, instance: Element): Element {
  const parameters = new Map([...parametersOf(model, 'default-value'), ...parametersOf(instance, 'value')]);
  const filled = fill(model, parameters);
  const own = instance.attributes.filter(({ local }) => local !== 'is-a');
  const title = instance.children.filter((node) => isSchematron(node, 'title'));
  const rest = filled.children.filter((node) => !isSchematron(node, 'param'));
  return { ...filled, attributes: own, children: [...title, ...rest] };
}

function parametersOf(pattern: Element, from: 'value' | 'default-value'): Array<[string, string]> {
  return childrenNamed(pattern, 'param').flatMap((one): Array<[string, string]> => {
    const value = attribute(one, from);
    return value === undefined ? [] : [[attribute(one, 'name') ?? '', value]];
  });
}

function fill(element: Element, parameters: ReadonlyMap<string, string>): Element {
  const attributes = element.attributes.map((one) => ({ ...one, value: substitute(one.value, parameters) }));
  const children: Node[] = element.children.map((node) =>
    typeof node === 'string' ? substitute(node, parameters) : fill(node, parameters),
  );
  return { ...element, attributes, children };
}
