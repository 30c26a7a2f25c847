import path from 'node:path'

/**
 * The rooms of src/ and who may enter them: features never import each other, shared never imports
 * a feature, and only src/app composes. A folder's test files follow the same rule.
 */
const srcFolder = path.resolve(import.meta.dirname, '..', 'src')

function roomOf(file) {
  const [room, name] = path.relative(srcFolder, file).split(path.sep)
  if (room === 'features') return { kind: 'feature', name }
  if (room === 'shared' || room === 'app') return { kind: room }
  return null
}

function targetOf(importer, source) {
  if (source.startsWith('@/')) return path.join(srcFolder, source.slice(2))
  if (source.startsWith('.')) return path.resolve(path.dirname(importer), source)
  return null
}

export function refusal(importer, source) {
  const from = roomOf(importer)
  const targetFile = targetOf(importer, source)
  const to = targetFile === null ? null : roomOf(targetFile)
  if (from === null || to === null) return null
  if (from.kind === 'shared' && to.kind !== 'shared') return `shared may not import ${to.kind}`
  if (from.kind === 'feature' && to.kind === 'app') return 'a feature may not import app'
  if (from.kind === 'feature' && to.kind === 'feature' && from.name !== to.name) {
    return `feature ${from.name} may not import feature ${to.name}`
  }
  return null
}

export const boundaryRule = {
  meta: { type: 'problem', schema: [], messages: { crossed: '{{reason}} ({{source}})' } },
  create(context) {
    function check(node) {
      if (typeof node?.value !== 'string') return
      const reason = refusal(context.filename, node.value)
      if (reason) context.report({ node, messageId: 'crossed', data: { reason, source: node.value } })
    }
    return {
      ImportDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
    }
  },
}
