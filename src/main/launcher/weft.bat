@echo off
rem Starts Weft from the folder that this script lies in. Java is the one of JAVA_HOME, or else the
rem first on the PATH; options for it are taken from WEFT_OPTS (-Xmx1g, say).
setlocal
set "JAVA=java.exe"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"

"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo weft: needs Java 17 or newer: set JAVA_HOME, or put java.exe on the PATH 1>&2
  exit /b 1
)

rem Whether this is a console is left to Java here: jdk.console=java.base makes it look.
"%JAVA%" -Xshare:auto -XX:+IgnoreUnrecognizedVMOptions -XX:-UsePerfData -Xmx400m -Xss1m ^
  -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED "-XX:SharedArchiveFile=%~dp0weft.jsa" ^
  -Xlog:disable -Xlog:all=error:stderr -Djdk.console=java.base ^
  %WEFT_OPTS% -jar "%~dp0weft.jar" %*
exit /b %ERRORLEVEL%
