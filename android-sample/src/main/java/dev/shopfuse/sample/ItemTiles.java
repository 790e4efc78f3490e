package dev.shopfuse.sample;

import android.content.Context;
import android.view.LayoutInflater;
import android.view.View;
import android.view.ViewGroup;
import android.widget.BaseAdapter;
import android.widget.GridView;
import android.widget.ImageView;
import android.widget.TextView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Items as tiles of a grid; touching one opens it. */
final class ItemTiles extends BaseAdapter {
  /** From here on a name does not fit into one line of a tile. */
  private static final float LARGE = 1.15f;

  private final Context context;
  private final Labels labels;
  private final List<Item> items;

  /** All tiles have as many: a row of a grid is as high as one of its tiles. */
  private final int nameLines;

  private ItemTiles(Context context, List<Item> items) {
    this.context = context;
    this.labels = new Labels(context);
    this.items = items;
    this.nameLines = context.getResources().getConfiguration().fontScale > LARGE ? 2 : 1;
  }

  static void fill(GridView grid, List<Item> items) {
    Context context = grid.getContext();
    grid.setAdapter(new ItemTiles(context, items));
    grid.setOnItemClickListener(
        (parent, view, position, id) -> ItemActivity.open(context, items.get(position).id()));
  }

  @Override
  public int getCount() {
    return items.size();
  }

  @Override
  public Item getItem(int position) {
    return items.get(position);
  }

  @Override
  public long getItemId(int position) {
    return position;
  }

  @Override
  public View getView(int position, @Nullable View reused, ViewGroup parent) {
    View tile =
        reused == null
            ? LayoutInflater.from(context).inflate(R.layout.tile_item, parent, false)
            : reused;
    Item item = getItem(position);
    ImageView picture = Views.find(tile, R.id.picture);
    picture.setImageDrawable(Artwork.of(context, item));
    TextView name = Views.find(tile, R.id.name);
    name.setText(labels.of(item));
    name.setLines(nameLines);
    TextView price = Views.find(tile, R.id.price);
    price.setText(labels.priceOf(item));
    tile.setContentDescription(
        context.getString(R.string.item_tile_spoken, labels.of(item), labels.priceOf(item)));
    return tile;
  }
}
