// Prints the text that pdf.js takes out of PDF files, in JSON: a string for each.
// The packages are those of the folder PDF_READERS.
import { createRequire } from 'node:module';
import fs from 'node:fs';

const require = createRequire(process.env.PDF_READERS + '/');
const pdfjs = await import(require.resolve('pdfjs-dist/legacy/build/pdf.mjs'));

const texts = [];
for (const file of fs.readFileSync(0, 'utf8').split('\n')) {
  const doc = await pdfjs.getDocument({ data: new Uint8Array(fs.readFileSync(file)), verbosity: 0 }).promise;
  let text = '';
  for (let n = 1; n <= doc.numPages; n++) {
    for (const item of (await (await doc.getPage(n)).getTextContent()).items) {
      text += (item.str ?? '') + (item.hasEOL ? '\n' : '');
    }
    text += '\n';
  }
  texts.push(text);
  await doc.destroy();
}
fs.writeFileSync(1, JSON.stringify(texts));
