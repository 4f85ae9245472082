package dev.breakeven.judge;

import java.util.regex.Pattern;

/// Files by which mypy, Ruff, pytest and Python itself are set up, wherever they lie. The judge
/// works with the repository's own, whatever a pack allows to change.
final class ToolSettings {
  private static final Pattern FILES =
      Pattern.compile(
          "(?:^|/)(?:\\.?pytest\\.ini|\\.?pytest\\.toml|tox\\.ini|setup\\.cfg|pyproject\\.toml"
              + "|\\.?mypy\\.ini|\\.?ruff\\.toml|\\.flake8|\\.?pylintrc|\\.coveragerc|pyrightconfig\\.json"
              + "|(?:site|user)customize\\.py|[^/]+\\.pth|[^/]+\\.(?:egg-info|dist-info)/.*)$");

  /// Modules of Python and of the judge's tools, which a file in the top folder would stand before.
  private static final Pattern SHADOWS =
      Pattern.compile(
          "^(?:src/)?(?:_?pytest|pluggy|iniconfig|packaging|xdist|execnet|mypy|mypyc|mypy_extensions"
              + "|ruff|typing|typing_extensions|abc|argparse|array|ast|asyncio|atexit|base64|bdb|builtins"
              + "|bz2|calendar|cmd|code|codecs|collections|configparser|contextlib|contextvars|copy"
              + "|copyreg|csv|ctypes|dataclasses|datetime|decimal|difflib|dis|doctest|email|encodings"
              + "|enum|errno|faulthandler|filecmp|fnmatch|fractions|functools|gc|getopt|getpass|gettext"
              + "|glob|gzip|hashlib|heapq|hmac|html|http|importlib|inspect|io|ipaddress|itertools|json"
              + "|keyword|linecache|locale|logging|lzma|math|mimetypes|multiprocessing|numbers|operator"
              + "|os|pathlib|pdb|pickle|pkgutil|platform|posixpath|pprint|queue|random|re|reprlib"
              + "|secrets|select|selectors|shlex|shutil|signal|site|socket|sqlite3|ssl|stat|statistics"
              + "|string|struct|subprocess|sys|sysconfig|tarfile|tempfile|textwrap|threading|time|timeit"
              + "|token|tokenize|tomllib|tomli|traceback|types|unicodedata|unittest|urllib|uuid|warnings"
              + "|weakref|xml|zipfile|zipimport|zlib|zoneinfo)(?:\\.pyi?|/__init__\\.pyi?)$");

  private ToolSettings() {}

  /// Whether the file at `path` sets a tool up.
  static boolean has(String path) {
    return FILES.matcher(path).find();
  }

  /// Whether a new file at `path` would be taken for another module, or for what is known of one's
  /// types.
  static boolean shadows(String path) {
    return SHADOWS.matcher(path).find() || path.endsWith(".pyi");
  }
}
