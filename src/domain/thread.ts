/** Flat rows → the published tree. */

export interface TreeNode {
  id: string
  parentId: string | null
  replies: TreeNode[]
}

/**
 * Hangs rows under their parents. `tops` keep their order, `below` come oldest first, parents before their replies;
 * a row whose parent is not there (its branch was cut by a limit) is left out.
 */
export function buildTree<Node extends TreeNode>(tops: readonly Node[], below: readonly Node[]): Node[] {
  const byId = new Map(tops.map((node) => [node.id, node]))
  for (const node of below) {
    const parent = node.parentId === null ? undefined : byId.get(node.parentId)
    if (parent === undefined) continue
    parent.replies.push(node)
    byId.set(node.id, node)
  }
  return [...tops]
}
