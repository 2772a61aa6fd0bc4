"""Signs in by a demonstration's link and makes a key to everything, as a steward does on the page. Prints the key."""

import datetime
import http.cookiejar
import re
import sys
import urllib.parse
import urllib.request

url, link = sys.argv[1:]
browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
browser.addheaders = [("Sec-Fetch-Site", "same-origin")]
browser.open(link).read()
page = browser.open(f"{url}/access/tokens").read().decode()
scopes = re.findall(r'name="scope" value="([^"]+)"', page)
last = datetime.date.today() + datetime.timedelta(days=7)
form = [("name", "Schemathesis"), ("last_day", last.isoformat())] + [("scope", scope) for scope in scopes]
made = browser.open(f"{url}/access/tokens", urllib.parse.urlencode(form).encode()).read().decode()
found = re.search(r"grl_[0-9a-f]{64}", made)
if not found:
    sys.exit("No key was made.")
print(found.group())
