@echo off
rem Starts Weft from the folder that this script lies in. Java is the one of JAVA_HOME, or else the
rem first on the PATH; options for it are taken from WEFT_OPTS (-Xmx1g, say).
setlocal
set "JAVA="
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
if not defined JAVA for /f "delims=" %%J in ('where java.exe 2^>nul') do if not defined JAVA set "JAVA=%%J"
if not defined JAVA (
  echo weft: needs Java 17 or newer: none on the PATH, and JAVA_HOME is not set 1>&2
  exit /b 1
)
if not exist "%JAVA%" (
  echo weft: JAVA_HOME is %JAVA_HOME%, but there is no %JAVA% 1>&2
  exit /b 1
)

rem The version from the JDK's own note of it; an archive of another JDK would only slow the start.
set "VERSION="
set "MAJOR=22"
for %%D in ("%JAVA%\..\..\release") do if exist "%%~fD" (
  for /f "tokens=2 delims==" %%V in ('findstr /b "JAVA_VERSION=" "%%~fD"') do set "VERSION=%%~V"
)
for /f "tokens=1 delims=." %%V in ("%VERSION%") do set "MAJOR=%%V"
if %MAJOR% LSS 17 (
  echo weft: needs Java 17 or newer: %JAVA% is %VERSION% 1>&2
  exit /b 1
)
rem Beside the script in a build, in another folder of what was unpacked.
set "LIB=%~dp0"
if not exist "%LIB%weft.jar" set "LIB=%~dp0..\lib\"
set "ARCHIVE="
rem Why these: see the launcher for other systems beside this one.
set "MADE="
set "JAR="
if exist "%LIB%weft-%VERSION%.jsa-of" set /p MADE=<"%LIB%weft-%VERSION%.jsa-of"
if defined MADE for %%F in ("%MADE%") do set "MADE=%%~fF"
for %%F in ("%LIB%weft.jar") do set "JAR=%%~fF"
if /i "%MADE%"=="%JAR%" if exist "%LIB%weft-%VERSION%.jsa" set ARCHIVE=-XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 "-XX:SharedArchiveFile=%LIB%weft-%VERSION%.jsa"
set PROGRAM=-jar "%LIB%weft.jar"
if %MAJOR% LSS 22 set PROGRAM=-cp "%LIB%weft.jar" io.weft.cli.Main
set "HEAP=-Xms408m -Xmx408m -Xmn64m -XX:MaxTenuringThreshold=0 -XX:SurvivorRatio=50"
set "GC=-XX:+UseParallelGC -XX:-UseAdaptiveSizePolicy -XX:PromotedPadding=0"
if defined WEFT_OPTS if not "%WEFT_OPTS:-Xm=%"=="%WEFT_OPTS%" set "HEAP=-XX:NewRatio=6"
if defined WEFT_OPTS if not "%WEFT_OPTS:+Use=%"=="%WEFT_OPTS%" set "GC="
set "FIRST=-XX:TieredStopAtLevel=1 -XX:C1MaxInlineSize=50 -XX:C1InlineStackLimit=30"
set "COMPILER=%FIRST%"
set "BOTH=-XX:FreqInlineSize=80 -XX:InlineSmallCode=800"
for %%W in (%*) do (
  if "%%~W"=="packets" set "COMPILER=%BOTH%"
  if "%%~W"=="extract" set "COMPILER=%BOTH%"
  if "%%~W"=="--hash" set "COMPILER=%BOTH%"
  if "%%~W"=="har" set "COMPILER=%BOTH%"
  if "%%~W"=="--keylog" set "COMPILER=%BOTH%"
  if "%%~W"=="--keylog-env" set "COMPILER=%BOTH%"
  if "%%~W"=="--rsa-key" set "COMPILER=%BOTH%"
  if "%%~W"=="-c" set "COMPILER=%FIRST%"
)

rem Whether this is a console is left to Java here: jdk.console=java.base makes it look.
"%JAVA%" -Xshare:auto -XX:+IgnoreUnrecognizedVMOptions -XX:-UsePerfData -Xss1m ^
  %HEAP% %GC% %COMPILER% %ARCHIVE% ^
  -Xlog:disable -Xlog:all=error:stderr -Xlog:cds=off:stderr -Djdk.console=java.base ^
  %WEFT_OPTS% %PROGRAM% %*
exit /b %ERRORLEVEL%
