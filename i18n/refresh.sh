#!/bin/sh
# Brings the catalogs up to date with the texts in the code. What is new in a .po stands empty there until it is translated.
set -eu
cd "$(dirname "$0")/.."
find src/wording src/desktop src/cli -name '*.cpp' -o -name '*.h' | LC_ALL=C sort | xargs xgettext --from-code=UTF-8 --language=C++ \
    --keyword --keyword=tr:1 --keyword=trn:1,2 --keyword=trc:1c,2 --keyword=mark:1 --sort-by-file --add-comments=TRANSLATORS: \
    --no-location --package-name=Samordna --copyright-holder='The authors of Samordna' -o i18n/samordna.pot.new
# The date alone is no reason for a change.
if [ -f i18n/samordna.pot ] && [ "$(grep -v '^"POT-Creation-Date' i18n/samordna.pot)" = "$(grep -v '^"POT-Creation-Date' i18n/samordna.pot.new)" ]; then
    rm i18n/samordna.pot.new
else
    mv i18n/samordna.pot.new i18n/samordna.pot
fi
for po in i18n/*.po; do
    msgmerge --quiet --no-fuzzy-matching --update --backup=none "$po" i18n/samordna.pot
    msgattrib --no-obsolete -o "$po" "$po"
    printf '%s: ' "$po"
    msgfmt --check --statistics -o /dev/null "$po"
done
