import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { MenuCommand } from '#shared/ipc/contract.ts'
import { menuText } from './menu-text.ts'

/** The application menu; its commands are carried out by the window. */
export function installMenu(send: (command: MenuCommand) => void, developer: boolean): void {
  const item = (command: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    id: command,
    label: menuText[command],
    click: () => {
      send(command)
    },
    ...(accelerator === undefined ? {} : { accelerator }),
  })
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    {
      label: menuText.file,
      submenu: [
        item('new-customer', 'CmdOrCtrl+N'),
        { type: 'separator' },
        item('import-csv', 'CmdOrCtrl+I'),
        item('export-csv', 'CmdOrCtrl+Shift+E'),
        { type: 'separator' },
        item('settings', 'CmdOrCtrl+,'),
        { type: 'separator' },
        { role: process.platform === 'darwin' ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: menuText.go,
      submenu: [
        item('search', 'CmdOrCtrl+K'),
        { type: 'separator' },
        item('customers', 'CmdOrCtrl+1'),
        item('sku-mappings', 'CmdOrCtrl+2'),
        item('imports', 'CmdOrCtrl+3'),
        item('sync', 'CmdOrCtrl+4'),
        item('conflicts', 'CmdOrCtrl+5'),
        { type: 'separator' },
        item('sync-now', 'CmdOrCtrl+Shift+S'),
      ],
    },
    {
      label: menuText.view,
      submenu: [
        ...(developer
          ? [{ role: 'reload' } as const, { role: 'toggleDevTools' } as const, { type: 'separator' } as const]
          : []),
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
