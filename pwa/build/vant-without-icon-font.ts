import { readFile } from 'node:fs/promises'
import type { Plugin } from 'vite'

/**
 * Vant's icon style sheet embeds a 30 kB font, more than our whole style budget. The app draws its
 * own icons (AppIcon), so only the few layout rules of Vant's sheet are kept.
 */
export function vantWithoutIconFont(): Plugin {
  return {
    name: 'linli:vant-without-icon-font',
    enforce: 'pre',
    async load(id) {
      const file = id.split('?')[0] ?? id
      if (!file.endsWith('/vant/es/icon/index.css')) return null
      const css = await readFile(file, 'utf8')
      return css
        .replace(/@font-face\s*\{[^}]*\}/g, '')
        .replace(/\.van-icon-[a-z0-9-]+:before\s*\{[^}]*\}/g, '')
    },
  }
}
