import { nativeTheme } from 'electron'
import type { IpcHandlers } from '#main/ipc/ipc-handlers.ts'
import type { SettingsStore } from './settings-store.ts'

/** Handlers for the settings; the colour scheme reaches the window's frame as well. */
export function settingsHandlers(
  settings: SettingsStore,
): Pick<IpcHandlers, 'settings:get' | 'settings:update'> {
  const applyTheme = (): void => {
    const { colorScheme } = settings.get()
    nativeTheme.themeSource = colorScheme === 'auto' ? 'system' : colorScheme
  }
  applyTheme()
  return {
    'settings:get': () => settings.get(),
    'settings:update': async (change) => {
      const updated = await settings.update(change)
      applyTheme()
      return updated
    },
  }
}
