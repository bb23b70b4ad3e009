/** Makes elements. Text goes in as text and handlers as functions: nothing here reads markup. */

type Value = string | number | boolean | null | undefined | ((event: Event) => unknown)
export type Child = Node | string | null | undefined | false

/**
 * Makes an element. `name` is a tag and, after a dot, its classes; every class is a part too, so that a page's designer
 * can reach it with ::part(). Functions become handlers, `false` and null leave an attribute or a child out.
 */
export function h<Type extends HTMLElement = HTMLElement>(
  name: string,
  attributes: Record<string, Value> | null = null,
  ...children: Child[]
): Type {
  const [tag = '', classes] = name.split('.')
  const node = document.createElement(tag)
  if (classes) setAll(node, { class: classes, part: classes })
  if (attributes) setAll(node, attributes)
  put(node, ...children)
  return node as Type
}

/** Puts children at the end of a node, leaving out what is not there. */
export function put(node: Node, ...children: Child[]): void {
  for (const child of children) if (child) node.appendChild(typeof child === 'string' ? new Text(child) : child)
}

/** Lets the browser answer and paint before what follows. */
export const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

export function setAll(node: Element, attributes: Record<string, Value>): void {
  // Thousands of attributes at once on a slow telephone: no lists are made on the way.
  for (const name in attributes) {
    const value = attributes[name]
    if (typeof value === 'function') node.addEventListener(name, value)
    else if (value != null && value !== false) node.setAttribute(name, value === true ? '' : `${value}`)
  }
}
