// An empty page to draw the icons on.
const { app, BrowserWindow } = require('electron')

void app.whenReady().then(() => new BrowserWindow({ show: false }).loadURL('about:blank'))
