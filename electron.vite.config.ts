import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

/**
 * main.tsx is small and loads the app itself; with these hints in the page the app, its styles and the font of most
 * texts are fetched along with main.tsx, and not after it.
 */
function preloadApp(): Plugin {
  return {
    name: 'preload-app',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) => {
        const app = Object.values(bundle ?? {}).find(
          (file) => file.type === 'chunk' && file.name === 'show-app',
        )
        if (app?.type !== 'chunk') return []
        const scripts = [app.fileName, ...app.imports]
        const styles = scripts.flatMap((name) => {
          const chunk = bundle?.[name]
          return chunk?.type === 'chunk' ? [...(chunk.viteMetadata?.importedCss ?? [])] : []
        })
        const link = (attrs: Record<string, string>) =>
          ({ tag: 'link', attrs: { ...attrs, crossorigin: '' }, injectTo: 'head' }) as const
        const fonts = Object.keys(bundle ?? {}).filter((name) =>
          /\/inter-latin-wght-normal-.*\.woff2$/.test(name),
        )
        return [
          ...fonts.map((name) => link({ rel: 'preload', as: 'font', type: 'font/woff2', href: `./${name}` })),
          ...styles.map((name) => link({ rel: 'preload', as: 'style', href: `./${name}` })),
          ...scripts.map((name) => link({ rel: 'modulepreload', href: `./${name}` })),
        ]
      },
    },
  }
}

/**
 * Everything is bundled: the sandboxed preload needs CommonJS, and libraries that are ES modules only
 * cannot be `require`d by the Node inside older Electrons.
 */
export default defineConfig({
  main: {
    build: {
      externalizeDeps: false,
      target: 'node20.18',
      rolldownOptions: {
        input: {
          index: resolve(import.meta.dirname, 'src/main/index.ts'),
          'csv-process': resolve(import.meta.dirname, 'src/main/csv/csv-process.ts'),
          'backup-process': resolve(import.meta.dirname, 'src/main/backup/backup-process.ts'),
        },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      target: 'node20.18',
      rolldownOptions: {
        input: { index: resolve(import.meta.dirname, 'src/main/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(import.meta.dirname, 'src/renderer'),
    plugins: [react(), preloadApp()],
    worker: { format: 'es' },
    build: {
      target: 'chrome130',
      minify: true,
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rolldownOptions: { input: { index: resolve(import.meta.dirname, 'src/renderer/index.html') } },
    },
  },
})
