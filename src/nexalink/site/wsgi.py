"""The WSGI entry point for any server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nexalink.site.settings")
application = get_wsgi_application()
gc.collect()
gc.freeze()  # what was loaded stays for good: collecting looks at the objects of requests alone
