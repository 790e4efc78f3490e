package dev.shopfuse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopfuse.export.bundle.BundleExporter;
import dev.shopfuse.export.bundle.ExportSettings;
import dev.shopfuse.sdk.bundle.BundleTrust;
import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.CatalogueBuilder;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.FeatureKind;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.sdk.feature.Vocabulary;
import dev.shopfuse.sdk.feature.VocabularyEncoding;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.model.FusedModel;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayServerTest {
  @TempDir private static Path folder;
  private static GatewayServer gateway;

  @BeforeAll
  static void start() throws Exception {
    Path bundle = folder.resolve("market.shopfuse");
    BundleExporter.export(model(), ExportSettings.of(bundle, "market", 1, 1), List.of());
    gateway = GatewayServer.start(bundle, BundleTrust.allowUnsignedForDevelopment(), 0);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static FusedModel model() {
    FeatureContract contract =
        FeatureContract.of(
            1,
            List.of(
                ids("item_id", Side.ITEM, "i1", "i2"),
                ids("shop_id", Side.SHOP, "s1", "s2", "s3"),
                Feature.builder("history", Side.USER, FeatureKind.HISTORY).of("item_id").build()));
    TrainingConfig config = TrainingConfig.parse("sample", "model: {hidden: [4, 4]}");
    return FusedModel.create(
        config,
        contract,
        catalogue(contract, Side.ITEM, "i1", "i2"),
        catalogue(contract, Side.SHOP, "s1", "s2", "s3"));
  }

  private static Feature ids(String name, Side side, String... words) {
    return Feature.builder(name, side, FeatureKind.ID)
        .encoding(VocabularyEncoding.of(Vocabulary.of(List.of(words))))
        .width(2)
        .build();
  }

  private static Catalogue catalogue(FeatureContract contract, Side side, String... ids) {
    CatalogueBuilder builder = Catalogue.builder(contract, side);
    for (String id : ids) {
      builder.add(id);
    }
    return builder.build();
  }

  private static HttpResponse<String> post(String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + gateway.port() + "/rank"))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void post_request_isRanked() throws Exception {
    HttpResponse<String> answer =
        post("{\"visits\": [{\"page\": \"item\", \"id\": \"i2\"}], \"all_shops\": true}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"id\":\"s1\"", "\"id\":\"s2\"", "\"id\":\"s3\"");
    assertThat(post("{\"all_items\": true}").body()).startsWith("{\"items\":[{\"id\":\"i");
  }

  @Test
  void post_badRequest_isToldWhere() throws Exception {
    HttpResponse<String> answer =
        post("{\"visits\": [{\"page\": \"shp\", \"id\": \"x\"}], \"all_shops\": true}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("$.visits[0].page is").contains("shp");
    assertThat(post("{\"candidates\": [\"s9\"]}").body()).contains("none of the 3 shops");
  }

  @Test
  void post_tooLarge_isRefused() throws Exception {
    assertThat(post(" ".repeat((1 << 20) + 1)).statusCode()).isEqualTo(413);
  }
}
