package io.weft.report.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParticlesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // the word | its topic, subject, object, and the way to it
        "서버|서버는|서버가|서버를|서버로|서버와",
        "패킷|패킷은|패킷이|패킷을|패킷으로|패킷과",
        "터널|터널은|터널이|터널을|터널로|터널과",
        "길(경로)|길(경로)은|길(경로)이|길(경로)을|길(경로)로|길(경로)과",
        "10.0.0.1|10.0.0.1은|10.0.0.1이|10.0.0.1을|10.0.0.1로|10.0.0.1과",
        "10.0.0.2|10.0.0.2는|10.0.0.2가|10.0.0.2를|10.0.0.2로|10.0.0.2와",
        "10.0.0.1:443|10.0.0.1:443은|10.0.0.1:443이|10.0.0.1:443을|10.0.0.1:443으로|10.0.0.1:443과",
        "[fe80::7]:80|[fe80::7]:80은|[fe80::7]:80이|[fe80::7]:80을|[fe80::7]:80으로|[fe80::7]:80과",
        "0|0은|0이|0을|0으로|0과",
        "1,000|1,000은|1,000이|1,000을|1,000으로|1,000과",
        "1,000,000,000,000|1,000,000,000,000는|1,000,000,000,000가|1,000,000,000,000를|1,000,000,000,000로|1,000,000,000,000와",
        "12.4 ms|12.4 ms는|12.4 ms가|12.4 ms를|12.4 ms로|12.4 ms와",
        "2 d 04 h|2 d 04 h은|2 d 04 h이|2 d 04 h을|2 d 04 h으로|2 d 04 h과",
        "1.25 MB|1.25 MB는|1.25 MB가|1.25 MB를|1.25 MB로|1.25 MB와",
        "2.0 %|2.0 %는|2.0 %가|2.0 %를|2.0 %로|2.0 %와",
        "SYN|SYN은|SYN이|SYN을|SYN으로|SYN과",
        "HTTP|HTTP는|HTTP가|HTTP를|HTTP로|HTTP와",
        "URL|URL은|URL이|URL을|URL로|URL과",
        "h2c|h2c는|h2c가|h2c를|h2c로|h2c와",
        "shop.test|shop.test는|shop.test가|shop.test를|shop.test로|shop.test와",
        "web|web은|web이|web을|web으로|web과",
        "example.com|example.com은|example.com이|example.com을|example.com으로|example.com과",
        "mail|mail은|mail이|mail을|mail로|mail과",
        "google|google은|google이|google을|google로|google과",
        "server|server는|server가|server를|server로|server와",
        "hostname|hostname은|hostname이|hostname을|hostname으로|hostname과",
        "shop.test (10.0.0.1:443)|shop.test (10.0.0.1:443)는|shop.test (10.0.0.1:443)가|shop.test"
            + " (10.0.0.1:443)를|shop.test (10.0.0.1:443)로|shop.test (10.0.0.1:443)와",
        "日本|日本은(는)|日本이(가)|日本을(를)|日本(으)로|日本과(와)",
        "?|?은(는)|?이(가)|?을(를)|?(으)로|?과(와)",
      })
  void fitsTheLastSound(
      String word, String topic, String subject, String object, String way, String company) {
    assertEquals(topic, word + Particles.behind(word, "은/는"));
    assertEquals(subject, word + Particles.behind(word, "이/가"));
    assertEquals(object, word + Particles.behind(word, "을/를"));
    assertEquals(way, word + Particles.behind(word, "으로/로"));
    assertEquals(company, word + Particles.behind(word, "과/와"));
  }
}
