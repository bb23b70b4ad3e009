/** A component that is drawn again only when a property, or a signal it reads, is another one. */

import { Component, type ComponentChild, type FunctionComponent, h } from 'preact'

export function memo<Props extends object>(Inner: (props: Props) => ComponentChild): FunctionComponent<Props> {
  class Kept extends Component<Props> {
    override shouldComponentUpdate(next: Readonly<Props>): boolean {
      const before = this.props as Record<string, unknown>
      const after = next as Record<string, unknown>
      return Object.keys({ ...before, ...after }).some((name) => before[name] !== after[name])
    }
    override render(props: Props): ComponentChild {
      return h(Inner as FunctionComponent<Props>, props)
    }
  }
  return Kept as unknown as FunctionComponent<Props>
}
